-- What the platform remembers. Instants are seconds since 1970, of the simulated clock.
create table if not exists settings (name text primary key, value text not null) without rowid;

create table if not exists people (
  user_id  text primary key,
  name     text not null,
  language text not null,
  standing text not null default 'stranger' check (standing in ('stranger', 'friend', 'blocked')),
  wrote    real not null default 0,    -- when she last wrote to the bot
  read     integer not null default 0  -- the newest message she has seen
);

create table if not exists groups (
  group_id text primary key,
  name     text not null,
  bot_in   integer not null default 0
);
create table if not exists members (
  group_id text not null,
  user_id  text not null,
  primary key (group_id, user_id)
);

create table if not exists messages (
  seq     integer primary key,
  id      text not null,
  chat    text not null,  -- the person of a 1:1 chat, or the group
  sender  text not null,
  at      text not null,
  via     text not null,
  body    text not null,
  counted integer not null,
  unsent  integer not null default 0,
  read    integer not null default 0
);
create index if not exists messages_by_chat on messages (chat);

-- Who was in the group when the bot's message came.
create table if not exists reached (
  user_id text not null,
  seq     integer not null,
  primary key (user_id, seq)
) without rowid;

create table if not exists media (
  seq         integer primary key,
  kind        text not null,
  mime        text not null,
  data        blob not null,
  transcoding text not null check (transcoding in ('processing', 'succeeded', 'failed'))
);

create table if not exists events (
  event_id    text primary key,
  seq         integer not null,
  body        text not null,
  at          real not null,
  reply_token text,
  attempts    integer not null default 0,
  answered    integer not null default 0,  -- attempts whose outcome is known
  due         real  -- by the real clock; null: nothing more to deliver
);
create index if not exists events_due on events (due, seq) where due is not null;
create table if not exists deliveries (seq integer primary key, body text not null);

create table if not exists reply_tokens (
  token text primary key,
  chat  text not null,
  at    real not null,             -- when the event happened
  until real not null default 0,   -- set with each delivery
  used  integer not null default 0
);
create table if not exists retry_keys (
  key        text primary key,
  at         real not null,
  request    text not null,
  request_id text not null,
  answer     text not null
);
create table if not exists usage (month text primary key, used integer not null);

create table if not exists calls (seq integer primary key, body text not null);
create table if not exists faults (
  id       integer primary key,
  endpoint text not null,
  fault    text not null,
  left     integer not null,
  seconds  real not null,
  status   integer not null
);

create table if not exists rich_menus (
  menu_id text primary key,
  body    text not null,
  image   blob,
  mime    text
);
create table if not exists rich_menu_aliases (alias text primary key, menu_id text not null);
create table if not exists rich_menu_links (user_id text primary key, menu_id text not null);
