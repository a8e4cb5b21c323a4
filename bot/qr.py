"""Reads the QR codes in a picture."""

from PIL import Image

from bot import pictures


def read(data: bytes) -> list[str]:
    """What they say, none where none can be read. Raises Refusal for what is no picture."""
    return _codes(pictures.upright(data).convert("L"))


def _codes(grey: Image.Image) -> list[str]:
    """Two megabytes that only a door needs are loaded when it is opened."""
    import zxingcpp  # noqa: PLC0415

    plain = zxingcpp.TextMode.Plain
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [each.text for each in zxingcpp.read_barcodes(grey, formats=kind, text_mode=plain)]
