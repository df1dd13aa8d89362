"""The icons that are no SVG: not a test, `make icons` draws them anew from `icon.svg`."""

from io import BytesIO

from PIL import Image

from newsroom.icons import FOLDER

SIZES = {"favicon.ico": 32, "touch-icon.png": 180}


def test_icons(new_page):
    drawing = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    for name, size in SIZES.items():
        page = new_page(viewport={"width": size, "height": size})
        # Telephones round the corners themselves, and paint black behind those that are round already.
        shape = drawing if name == "favicon.ico" else drawing.replace(' rx="4"', "")
        page.set_content(shape.replace("<svg ", f'<svg style="position:fixed;inset:0;width:{size}px" '))
        picture = Image.open(BytesIO(page.screenshot(omit_background=True)))
        if name == "favicon.ico":
            picture.save(FOLDER / name, sizes=[(size, size)], bitmap_format="bmp")
        else:
            picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(FOLDER / name, optimize=True)
