from bot import bangkok

D=["จ.","อ.","พ.","พฤ.","ศ.","ส.","อา."]; M=["ม.ค.","ก.พ.","มี.ค.","เม.ย.","พ.ค.","มิ.ย.","ก.ค.","ส.ค.","ก.ย.","ต.ค.","พ.ย.","ธ.ค."]
def day(d, language="th"):
    d=bangkok.local(d); return f"{D[d.weekday()]} {d.day} {M[d.month-1]} {d.year+543}"
def days(a,b,language="th"):
    return day(a) if bangkok.local(a).date()==bangkok.local(b).date() else f"{day(a)} – {day(b)}"
def hours(a,b,language="th"):
    return f"{bangkok.local(a):%H.%M} – {bangkok.local(b):%H.%M} น."
def moment(d,language="th"):
    return f"{day(d)} เวลา {bangkok.local(d):%H.%M} น."
