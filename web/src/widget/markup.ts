// To be read before Lit. In a page of XML (application/xhtml+xml, EPUB) the markup of templates would be read as XML, which it is not:
// there templates are made in a document of HTML, from which Lit imports what it needs.

interface Templates { createElement(markup: string): HTMLTemplateElement }

if (document.contentType !== "text/html") {
  const html = document.implementation.createHTMLDocument();
  const global = globalThis as { litHtmlPolyfillSupport?: (templates: Templates) => void };
  global.litHtmlPolyfillSupport = (templates) => {
    delete global.litHtmlPolyfillSupport;
    templates.createElement = (markup) => {
      const made = html.createElement("template");
      made.innerHTML = markup;
      return made;
    };
  };
}
