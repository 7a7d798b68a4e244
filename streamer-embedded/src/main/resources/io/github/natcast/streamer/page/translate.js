/** Fills in the words of the page: index.html has none of its own, so that none can flash in a wrong language. */

/** data-text: the key of an element's text; data-name: of its name for screen readers, and for whoever points at it. */
export function translate(texts) {
  document.documentElement.lang = texts.tag;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = texts.say(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-name]')) {
    name(element, texts.say(element.dataset.name));
  }
}

/** What a control is called; title: the same with more about it. */
export function name(element, words, title = words) {
  element.setAttribute('aria-label', words);
  element.title = title;
}

/** The address of this page in another language. */
export function addressIn(language) {
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  return address.href;
}
