"""A QR code as a picture of lines; nothing is fetched or drawn elsewhere."""

QUIET = 4


def qr_svg(text: str) -> bytes:
    """Return ``text`` as a QR code in SVG, black on white with its quiet zone."""
    from qrcode import QRCode, constants  # brings Pillow along, 6 MiB in each web worker: only where it is drawn

    code = QRCode(error_correction=constants.ERROR_CORRECT_M, border=0)
    code.add_data(text.encode())
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    ).encode()
