// SPDX-License-Identifier: Apache-2.0
//
// One point a report. The window of days is a uniform: moving the slider or playing costs a draw
// call, never a rebuilt source. Filled: the place is known; hollow: only roughly.

export const kPaletteSize = 32;

export const kVertexShader = `#version 300 es
precision highp float;
in vec2 a_position;
in vec2 a_days;
in vec4 a_traits;
uniform vec2 u_shift;
uniform float u_scale;
uniform vec2 u_half_view;
uniform float u_ratio;
uniform float u_zoom_factor;
uniform vec2 u_window;
uniform int u_marked;
uniform bool u_by_breach;
uniform vec4 u_kinds[${kPaletteSize}];
uniform vec4 u_breaches[3];
out vec4 v_colour;
out float v_radius;
out float v_hollow;
out float v_marked;
void main() {
  bool shown = a_days.x <= u_window.y && a_days.y >= u_window.x;
  int kind = int(a_traits.x);
  int breach = int(a_traits.w);
  vec4 colour = u_by_breach ? u_breaches[breach] : u_kinds[kind];
  if (!shown || u_kinds[kind].a == 0.0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 0.0;
    return;
  }
  vec2 pixel = a_position * u_scale + u_shift;
  gl_Position = vec4(pixel.x / u_half_view.x, -pixel.y / u_half_view.y, 0.0, 1.0);
  float age = (u_window.y - a_days.y) / max(1.0, u_window.y - u_window.x);
  v_colour = vec4(colour.rgb, mix(0.92, 0.42, clamp(age, 0.0, 1.0)));
  v_marked = gl_VertexID == u_marked ? 1.0 : 0.0;
  v_hollow = a_traits.z;
  v_radius = a_traits.y * u_zoom_factor * u_ratio;
  gl_PointSize = 2.0 * v_radius + 4.0 * u_ratio + v_marked * 8.0 * u_ratio;
}`;

export const kFragmentShader = `#version 300 es
precision highp float;
in vec4 v_colour;
in float v_radius;
in float v_hollow;
in float v_marked;
uniform float u_ratio;
uniform vec3 u_edge;
uniform vec3 u_mark;
out vec4 colour;
void main() {
  float size = 2.0 * v_radius + 4.0 * u_ratio + v_marked * 8.0 * u_ratio;
  float d = length(gl_PointCoord - 0.5) * size;
  float inside = 1.0 - smoothstep(v_radius - 0.6, v_radius + 0.6, d);
  float width = 1.35 * u_ratio;
  float ring = inside * smoothstep(v_radius - width - 0.6, v_radius - width + 0.6, d);
  vec4 full = vec4(mix(v_colour.rgb, u_edge, ring * 0.55), inside * v_colour.a);
  vec4 hollow = vec4(v_colour.rgb, max(ring * v_colour.a * 0.8, inside * 0.07));
  vec4 base = mix(full, hollow, v_hollow);
  float halo = v_marked * (1.0 - smoothstep(1.0, 1.6, abs(d - v_radius - 3.0 * u_ratio) / u_ratio));
  float alpha = max(base.a, halo);
  colour = vec4(mix(base.rgb, u_mark, halo) * alpha, alpha);
}`;
