"""A person without a mouse: goes on by Tab, and sees at each stop where they are."""

from playwright.sync_api import expect

# More stops than any page of the shop has: who needs more is going round in circles.
FAR = 150

# Where the focus is, in words, and whether one sees it: with it, something in or around the element is drawn
# that is not drawn without. Inside the payment frame Stripe answers for it.
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const words = [here.getAttribute('aria-label'), here.title, here.labels?.[0]?.innerText, here.innerText];
  const name = (words.find(Boolean) || here.id || here.name || '').trim().slice(0, 60);
  const box = here.getBoundingClientRect();
  const near = [here.nextElementSibling, here.parentElement, here.closest('li')];
  const around = [here, ...(here.labels ?? []), ...near].filter(Boolean);
  const drawn = () => {
    document.getAnimations().forEach((motion) => motion instanceof CSSTransition && motion.finish());
    return around.flatMap((element) => [null, '::before', '::after'].map((part) => {
      const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(element, part);
      return [outline, boxShadow, borderColor, backgroundColor].join();
    })).join();
  };
  // Tab goes through the parts of a date, and would begin anew each time the focus went and came back.
  if (here.type === 'date' && here.dataset.passed) {
    return { name: `date ${name}`, isFrame: false, isSeen: true };
  }
  const focused = drawn();
  here.blur();
  const isSeen = drawn() !== focused;
  here.focus({ focusVisible: true, preventScroll: true });
  return {
    name: `${here.tagName.toLowerCase()} ${name}`,
    isFrame: here.tagName === 'IFRAME',
    isSeen: isSeen && box.width > 0 && box.height > 0,
  };
}"""
NAME = "document.activeElement.innerText || document.activeElement.id || document.activeElement.tagName"


# What can be done within the page, and what of it Tab has not led to. Of radio buttons Tab leads to one.
PASS = "() => { document.activeElement.dataset.passed = 'yes'; }"
PASSED_OVER = """() => {
  const ways = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const isThere = (element) => element.checkVisibility() && !element.disabled && element.type !== 'radio';
  const left = [...document.querySelectorAll('main :is(' + ways + ')')].filter(isThere);
  const missed = left.filter((element) => !element.dataset.passed && element.tabIndex >= 0);
  return missed.map((element) => element.outerHTML.slice(0, 120));
}"""


def stop(page):
    return page.evaluate(STOP)


def tab_to(page, target, *, key="Tab"):
    """Press Tab until the target has the focus."""
    passed = []
    for _ in range(FAR):
        if target.count() and target.first.evaluate("element => element.matches(':focus')"):
            return
        page.keyboard.press(key)
        passed.append(page.evaluate(NAME)[:40])
    raise AssertionError(f"Tab does not lead to {target}, only to {passed}")


def write(page, label, text):
    """Go to the field of that label and type over what is in it."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page, button, key="Enter"):
    tab_to(page, button)
    page.keyboard.press(key)


def once_round(page):
    """All stops from the beginning of the page until Tab has left it at its end."""
    stops = []
    expect(page.locator("body")).to_be_visible()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        here = stop(page)
        if here is None:
            return stops
        page.evaluate(PASS)
        stops.append(here)
    raise AssertionError(f"Tab never leaves the page: {[here['name'] for here in stops[-12:]]}")


def passed_over(page):
    """What can be done on a page that was gone round once, and that no stop was at."""
    return page.evaluate(PASSED_OVER)
