"""LINE's rules for what a request may say: tables of fields, each with the rule it rests on."""
