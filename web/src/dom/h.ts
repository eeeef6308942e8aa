// SPDX-License-Identifier: Apache-2.0
//
// The page's only way to make elements. Text goes in as text nodes, never as markup, so nothing
// from the record can become code. Refuses `style` attributes: the content policy forbids them.

export type Child = Node | string | number | null | undefined | false | Child[];
export type Listener = (event: never) => void;
export type Props = Record<string, string | number | boolean | null | undefined | Listener>;

function fill(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) fill(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function apply(element: Element, props: Props): void {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') {
      element.addEventListener(key.replace(/^on/, ''), value as unknown as EventListener);
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
}

/** h('button', {class: 'tab', onclick: open}, 'Findings') */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, props);
  fill(element, children);
  return element;
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  apply(element, props);
  fill(element, children);
  return element;
}

/** Replaces everything inside `parent`. */
export function put(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  fill(parent, children);
}
