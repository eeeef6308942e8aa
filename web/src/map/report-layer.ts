// SPDX-License-Identifier: Apache-2.0
//
// Draws the reports with WebGL 2 inside MapLibre's own pass. Positions are kept relative to an
// anchor in the mission's middle, because 32-bit numbers in world coordinates would jitter.
import type { CustomLayerInterface, Map as MapLibre } from 'maplibre-gl';
import type { ReportTable } from '../model/report-table';
import type { DayWindow } from '../time/window';
import { kFragmentShader, kPaletteSize, kVertexShader } from './report-shader';

export interface ReportStyle {
  kinds: [number, number, number][];
  breaches: [number, number, number][];
  edge: [number, number, number];
  mark: [number, number, number];
  byBreach: boolean;
  hidden: ReadonlySet<number>;
}

/** Radius at the mission's scale, in CSS pixels: area grows with deaths, capped. */
export function baseRadius(deaths: number): number {
  return Math.min(20, 2.9 + 1.35 * Math.sqrt(Math.max(0, deaths)));
}
export function zoomFactor(zoom: number): number {
  return Math.max(0.62, Math.min(2, 0.62 + (zoom - 5.2) * 0.2));
}

const kFloats = 8; // x, y, first day, last day, kind, radius, hollow, breach

interface Program {
  program: WebGLProgram;
  buffer: WebGLBuffer;
  array: WebGLVertexArrayObject;
  at: (name: string) => WebGLUniformLocation | null;
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error('the graphics context is lost');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
    throw new Error(gl.getShaderInfoLog(shader) ?? 'shader');
  }
  return shader;
}

function build(gl: WebGL2RenderingContext): Program {
  const program = gl.createProgram();
  gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, kVertexShader));
  gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, kFragmentShader));
  gl.linkProgram(program);
  const buffer = gl.createBuffer();
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const attribute = (name: string, size: number, offset: number) => {
    const location = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, kFloats * 4, offset * 4);
  };
  attribute('a_position', 2, 0);
  attribute('a_days', 2, 2);
  attribute('a_traits', 4, 4);
  gl.bindVertexArray(null);
  return { program, buffer, array, at: (name) => gl.getUniformLocation(program, name) };
}

export class ReportLayer implements CustomLayerInterface {
  readonly id = 'reports';
  readonly type = 'custom' as const;
  private map_: MapLibre | null = null;
  private program_: Program | null = null;
  private vertices_ = new Float32Array(0);
  private dirty_ = false;
  private anchor_ = { x: 0.5, y: 0.5 };
  private baseDay_ = 0;
  private window_: DayWindow = { first: 0, last: 0 };
  private style_: ReportStyle | null = null;
  private marked_ = -1;
  /** Vertex by row: big discs lie under small ones. */
  private vertexOf_ = new Int32Array(0);

  onAdd(map: MapLibre, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
    this.map_ = map;
    this.program_ = build(gl as WebGL2RenderingContext);
    this.dirty_ = true;
  }

  setTable(table: ReportTable): void {
    const n = table.length;
    const order = Array.from({ length: n }, (_, i) => i).sort(
      (a, b) => (table.deaths[b] as number) - (table.deaths[a] as number) || a - b,
    );
    this.anchor_ = { x: table.x[0] ?? 0.5, y: table.y[0] ?? 0.5 };
    this.baseDay_ = table.firstDay[0] ?? 0;
    this.vertices_ = new Float32Array(n * kFloats);
    this.vertexOf_ = new Int32Array(n);
    order.forEach((row, vertex) => {
      this.vertexOf_[row] = vertex;
      this.vertices_.set(
        [
          (table.x[row] as number) - this.anchor_.x,
          (table.y[row] as number) - this.anchor_.y,
          (table.firstDay[row] as number) - this.baseDay_,
          (table.lastDay[row] as number) - this.baseDay_,
          Math.min(kPaletteSize - 1, table.event[row] as number),
          baseRadius(table.deaths[row] as number),
          table.coarse[row] as number,
          Math.min(2, table.breach[row] as number),
        ],
        vertex * kFloats,
      );
    });
    this.dirty_ = true;
    this.map_?.triggerRepaint();
  }

  setWindow(window: DayWindow): void {
    this.window_ = window;
    this.map_?.triggerRepaint();
  }
  setStyle(style: ReportStyle): void {
    this.style_ = style;
    this.map_?.triggerRepaint();
  }
  /** Rings one row; -1: none. */
  mark(row: number): void {
    const vertex = row < 0 ? -1 : (this.vertexOf_[row] ?? -1);
    if (vertex === this.marked_) return;
    this.marked_ = vertex;
    this.map_?.triggerRepaint();
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext): void {
    const gl = context as WebGL2RenderingContext;
    const { map_: map, program_: p, style_: style } = this;
    if (!map || !p || !style || this.vertices_.length === 0) return;
    if (this.dirty_) {
      gl.bindBuffer(gl.ARRAY_BUFFER, p.buffer);
      gl.bufferData(gl.ARRAY_BUFFER, this.vertices_, gl.STATIC_DRAW);
      this.dirty_ = false;
    }
    const canvas = map.getCanvas();
    const zoom = map.getZoom();
    const scale = 512 * 2 ** zoom;
    const center = map.getCenter();
    const cx = (center.lng + 180) / 360;
    const sin = Math.sin((center.lat * Math.PI) / 180);
    const cy = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
    gl.useProgram(p.program);
    gl.bindVertexArray(p.array);
    gl.uniform2f(p.at('u_shift'), (this.anchor_.x - cx) * scale, (this.anchor_.y - cy) * scale);
    gl.uniform1f(p.at('u_scale'), scale);
    gl.uniform2f(p.at('u_half_view'), canvas.clientWidth / 2, canvas.clientHeight / 2);
    gl.uniform1f(p.at('u_ratio'), canvas.width / Math.max(1, canvas.clientWidth));
    gl.uniform1f(p.at('u_zoom_factor'), zoomFactor(zoom));
    gl.uniform2f(
      p.at('u_window'),
      this.window_.first - this.baseDay_,
      this.window_.last - this.baseDay_,
    );
    gl.uniform1i(p.at('u_marked'), this.marked_);
    this.colours(gl, p, style);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.drawArrays(gl.POINTS, 0, this.vertices_.length / kFloats);
    gl.bindVertexArray(null);
  }

  private colours(gl: WebGL2RenderingContext, p: Program, style: ReportStyle): void {
    const kinds = new Float32Array(kPaletteSize * 4);
    style.kinds.slice(0, kPaletteSize).forEach((colour, i) => {
      kinds.set([...colour, style.hidden.has(i) ? 0 : 1], i * 4);
    });
    const breaches = new Float32Array(12);
    style.breaches.forEach((colour, i) => breaches.set([...colour, 1], i * 4));
    gl.uniform4fv(p.at('u_kinds'), kinds);
    gl.uniform4fv(p.at('u_breaches'), breaches);
    gl.uniform3f(p.at('u_edge'), ...style.edge);
    gl.uniform3f(p.at('u_mark'), ...style.mark);
    gl.uniform1i(p.at('u_by_breach'), style.byBreach ? 1 : 0);
  }
}
