"""What stands in the header and the footer."""


def navigation(request):
    """Context processor: the pages in the header, read once a request."""
    return {"navigation": [], "footer_navigation": []}
