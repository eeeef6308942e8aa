// SPDX-License-Identifier: Apache-2.0
//
// A post's sign: its shape says the kind, its filling the status. Full: open; half: restricted;
// empty and barred: closed; ringed with rays: attacked; empty with a dot: unknown. Drawn here, so
// that the map needs no picture files; the legend and the lists use the same signs.
import type { PostStatus } from '../api/types';
import type { MapColours } from './palette';

export const kPostKinds = ['observation-post', 'checkpoint', 'crossing', 'base'];
export const kPostStatuses: PostStatus[] = ['open', 'restricted', 'closed', 'attacked', 'unknown'];

/** Corners of a shape of radius 1, y downwards. */
function corners(kind: string): [number, number][] {
  const regular = (n: number, turn: number, r = 1): [number, number][] =>
    Array.from({ length: n }, (_, i) => {
      const angle = turn + (i * 2 * Math.PI) / n;
      return [Math.cos(angle) * r, Math.sin(angle) * r];
    });
  switch (kind) {
    case 'observation-post':
      return regular(3, -Math.PI / 2, 1.12);
    case 'checkpoint':
      return regular(4, Math.PI / 4, 1.08);
    case 'crossing':
      return regular(4, 0, 1.08);
    default:
      return regular(6, 0);
  }
}

type Context = CanvasRenderingContext2D;

function outline(c: Context, kind: string, size: number, scale: number): void {
  c.beginPath();
  corners(kind).forEach(([x, y], i) => {
    const px = size / 2 + x * scale;
    const py = size / 2 + y * scale + (kind === 'observation-post' ? scale * 0.18 : 0);
    if (i === 0) c.moveTo(px, py);
    else c.lineTo(px, py);
  });
  c.closePath();
}

function rays(c: Context, size: number, scale: number, colour: string): void {
  c.strokeStyle = colour;
  c.lineWidth = scale * 0.3;
  c.beginPath();
  for (let i = 0; i < 8; i++) {
    const angle = (i * Math.PI) / 4 + Math.PI / 8;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    c.moveTo(size / 2 + x * scale * 1.38, size / 2 + y * scale * 1.38);
    c.lineTo(size / 2 + x * scale * 1.82, size / 2 + y * scale * 1.82);
  }
  c.stroke();
}

/** Draws the sign into the middle of a square of `size` device pixels. */
export function drawPost(
  c: Context,
  size: number,
  kind: string,
  status: PostStatus | null,
  colours: MapColours,
): void {
  const scale = size * 0.25;
  const ink = status === 'attacked' ? colours.alarm : colours.post;
  c.clearRect(0, 0, size, size);
  c.lineJoin = 'round';
  outline(c, kind, size, scale);
  c.strokeStyle = colours.postBack;
  c.lineWidth = scale * 0.8;
  c.stroke();
  c.fillStyle = colours.postBack;
  c.fill();
  c.save();
  outline(c, kind, size, scale);
  c.clip();
  c.fillStyle = ink;
  if (status === 'open' || status === 'attacked') c.fillRect(0, 0, size, size);
  if (status === 'restricted') c.fillRect(0, 0, size / 2, size);
  if (status === 'closed') c.fillRect(0, size / 2 - scale * 0.16, size, scale * 0.32);
  c.restore();
  if (status === 'unknown') {
    c.beginPath();
    c.arc(size / 2, size / 2 + scale * 0.08, scale * 0.2, 0, 2 * Math.PI);
    c.fillStyle = ink;
    c.fill();
  }
  outline(c, kind, size, scale);
  c.strokeStyle = ink;
  c.lineWidth = scale * 0.26;
  if (status === null) c.setLineDash([scale * 0.3, scale * 0.3]);
  c.stroke();
  c.setLineDash([]);
  if (status === 'attacked') rays(c, size, scale, colours.alarm);
}

/** The sign as an element for lists, sharp at twice the CSS size. */
export function postSign(
  kind: string,
  status: PostStatus | null,
  colours: MapColours,
  px = 22,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = px * 2;
  canvas.className = 'sign';
  canvas.style.width = canvas.style.height = `${px}px`;
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  if (context) drawPost(context, px * 2, kind, status, colours);
  return canvas;
}
