/** What is on the button: an arrow into a tray. */
const ARROW = "M8 2v7 M4.8 6 8 9.2 11.2 6 M2.5 11v2.5h11V11";

/** A button at the corner of a figure, there from when one first points at it. */
export function takeButton(figure: HTMLElement, root: ParentNode, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "take";
  button.tabIndex = -1; // one stop more at every matrix is too many: the dialog for sharing leads there too
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.appendChild(document.createElementNS(picture.namespaceURI, "path")).setAttribute("d", ARROW);
  button.append(picture);
  button.addEventListener("click", press);
  if (getComputedStyle(figure).position === "static") figure.style.position = "relative";
  root.append(button);
  return button;
}
