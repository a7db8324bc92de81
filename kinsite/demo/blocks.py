"""From the demo's written blocks to what a story field stores."""


class Blocks:
    """Turns (kind, value) pairs into raw stream data; knows the rows that texts name."""

    def __init__(self, images, products, pages):
        self.images, self.products, self.pages = images, products, pages

    def stream(self, blocks):
        return [{"type": kind, "value": getattr(self, f"_{kind}")(value)} for kind, value in blocks]

    def _heading(self, text):
        return {"text": text, "size": "section"}

    def _paragraph(self, html):
        return html

    def _quote(self, facts):
        return {"text": facts["text"], "source": facts["who"]}

    def _steps(self, steps):
        return {"title": "", "steps": [{"title": title, "text": text} for title, text in steps]}

    def _specifications(self, rows):
        return {"title": "", "rows": [{"label": label, "value": value} for label, value in rows]}

    def _questions(self, questions):
        items = [{"question": question, "answer": _html(answer)} for question, answer in questions]
        return {"title": "", "questions": items}

    def _picture(self, facts):
        return {
            "picture": {
                "image": self.images[facts["key"]].pk,
                "decorative": False,
                "alt_text": facts["alt"],
            },
            "caption": facts.get("caption", ""),
            "width": "page",
        }

    def _call_to_action(self, facts):
        page = self.pages.get(facts["page"])
        return {
            "title": facts["text"],
            "text": "",
            "link": {"label": facts.get("label", ""), "page": page.pk if page else None},
        }

    def _featured_products(self, handles):
        return {
            "title": "",
            "products": [self.products[handle].pk for handle in handles],
            "link": {"label": "", "page": None},
        }


def _html(text):
    return text if text.startswith("<") else f"<p>{text}</p>"
