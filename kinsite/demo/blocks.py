"""From the demo's written blocks to what a story field stores."""


class Blocks:
    """Turns (kind, value) pairs into raw stream data; knows the rows that texts name."""

    def __init__(self, images, products, pages, testimonials):
        self.images, self.products, self.pages = images, products, pages
        self.testimonials = testimonials

    def stream(self, blocks):
        return [{"type": kind, "value": getattr(self, f"_{kind}")(value)} for kind, value in blocks]

    def _heading(self, text):
        return {"text": text, "size": "section"}

    def _paragraph(self, html):
        return html

    def _quote(self, facts):
        return {"text": facts["text"], "source": facts["who"]}

    def _testimonials(self, keys):
        return {"title": "", "testimonials": [self.testimonials[key].pk for key in keys]}

    def _steps(self, steps):
        return {"title": "", "steps": [{"title": title, "text": text} for title, text in steps]}

    def _specifications(self, rows):
        return {"title": "", "rows": [{"label": label, "value": value} for label, value in rows]}

    def _questions(self, questions):
        items = [{"question": question, "answer": _html(answer)} for question, answer in questions]
        return {"title": "", "questions": items}

    def _picture(self, facts):
        return {
            "picture": self._image(facts),
            "caption": facts.get("caption", ""),
            "width": "page",
        }

    def _band(self, facts):
        return {
            "title": facts["title"],
            "text": facts["text"],
            "picture": self._image(facts),
            "is_turned": facts["turned"],
            "is_tinted": facts["tinted"],
            "link": self._link(facts),
        }

    def _call_to_action(self, facts):
        return {"title": facts["text"], "text": facts["more"], "link": self._link(facts)}

    def _downloads(self, files):
        return {"title": "", "files": [{"label": label, "file": file.pk} for label, file in files]}

    def _newsletter(self, facts):
        return {"title": facts["title"], "text": facts["text"]}

    def _collections(self, handles):
        return {"title": "", "collections": [self.pages[f"shop/{handle}"].pk for handle in handles]}

    def _featured_products(self, handles):
        return {
            "title": "",
            "products": [self.products[handle].pk for handle in handles],
            "stand_ins": [],
            "link": {"label": "", "page": None},
        }

    def _shop_the_look(self, facts):
        spots = [
            {
                "product": self.products[handle].pk,
                "sku": sku,
                "left": left,
                "top": top,
                "stand_in": self.products[stand_in].pk,
            }
            for handle, sku, left, top, stand_in in facts["spots"]
        ]
        return {
            "title": facts["title"],
            "text": facts["text"],
            "picture": self._image(facts),
            "spots": spots,
        }

    def _product(self, facts):
        return {
            "product": self.products[facts["handle"]].pk,
            "sku": "",
            "stand_in": self.products[facts["stand_in"]].pk,
            "text": facts["text"],
        }

    def _before_after(self, facts):
        return {
            "title": facts["title"],
            "before": self._image(facts["before"]),
            "after": self._image(facts["after"]),
            "caption": facts["caption"],
        }

    def _comparison_table(self, facts):
        columns = [
            {"title": title, "product": self.products[handle].pk, "values": list(values)}
            for title, handle, values in facts["columns"]
        ]
        return {"title": facts["title"], "rows": list(facts["rows"]), "columns": columns}

    def _recently_viewed(self, title):
        return {"title": title}

    def _image(self, facts):
        return {"image": self.images[facts["key"]].pk, "decorative": False, "alt_text": facts["alt"]}

    def _link(self, facts):
        return {"label": facts["label"], "page": self.pages[facts["page"]].pk}


def _html(text):
    return text if text.startswith("<") else f"<p>{text}</p>"
