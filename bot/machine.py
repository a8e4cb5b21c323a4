"""What kind of machine a browser runs on: enough to know one's own, and no more."""

from bot.language import _

SYSTEMS = (  # what its browser says, and what people call it; the first found counts
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (  # most claim to be the ones below them
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
HELD = ("iPhone", "iPad", "Android")


def kind(user_agent: str) -> str:
    """Windows Chrome; empty where nothing is known."""
    found = (
        next((name for sign, name in names if sign in user_agent), "")
        for names in (SYSTEMS, BROWSERS)
    )
    return " ".join(filter(None, found))


def described(kind: str | None) -> str:
    """In the language of whoever is spoken to."""
    if not kind:
        return _("เครื่องที่ไม่รู้จัก")
    if kind.startswith(HELD):
        return _("มือถือหรือแท็บเล็ต {kind}", kind=kind)
    return _("คอมพิวเตอร์ {kind}", kind=kind)
