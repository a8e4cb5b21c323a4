/** Makes the letters of a line smaller until it fits, as adjustMode "shrink-to-fit" asks. */

const SMALLEST = 8; // px

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

export function shrinkToFit(node) {
  observer.observe(node);
}

function fit(node) {
  node.dataset.size ??= getComputedStyle(node).fontSize;
  let size = Number.parseFloat(node.dataset.size);
  node.style.fontSize = `${size}px`;
  while (node.scrollWidth > node.clientWidth && size > SMALLEST) {
    size -= 0.5;
    node.style.fontSize = `${size}px`;
  }
}
