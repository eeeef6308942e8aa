// SPDX-License-Identifier: Apache-2.0
//
// Serves the built page and a mock mission with the real server's security headers.
// `node test/mock/serve.mjs [port] [reports] [findings]` to look at it by hand.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeMission, Problem } from './mission.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
export const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

function send(request, response, status, type, text) {
  const headers = {
    'content-type': type,
    'content-security-policy': csp,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
  if (
    text.length > 1024 &&
    /gzip/.test(request.headers['accept-encoding'] ?? '') &&
    type !== types['.woff2']
  ) {
    headers['content-encoding'] = 'gzip';
    text = gzipSync(text, { level: 1 });
  }
  response.writeHead(status, headers).end(text);
}

/** Starts on `port` (0: any free one); resolves to {url, mission, announce, fail, close}. */
export function serve({ port = 0, ...options } = {}) {
  const mission = makeMission(options);
  const streams = new Set();
  const failing = new Set();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    const lang = url.searchParams.get('lang') ?? 'en';
    try {
      if ([...failing].some((p) => url.pathname.startsWith(p)))
        throw new Problem(
          503,
          'store-busy',
          'The record is busy',
          'The ledger could not be read within two seconds.',
          'try again; if it lasts, look at the server log',
        );
      if (url.pathname === '/api/v1/events') {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-cache',
          'content-security-policy': csp,
        });
        response.write(': beat\n\n');
        streams.add({ response, lang });
        request.on('close', () => {
          for (const s of streams) if (s.response === response) streams.delete(s);
        });
      } else if (url.pathname === '/api/v1/checkpoint') {
        send(request, response, 200, types['.txt'], mission.checkpoint());
      } else if (/^\/(api|layers)\//.test(url.pathname)) {
        send(
          request,
          response,
          200,
          'application/json',
          JSON.stringify(mission.answer(url.pathname, url.searchParams, lang)),
        );
      } else {
        const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
        send(
          request,
          response,
          200,
          types[extname(path)] ?? 'application/octet-stream',
          await readFile(join(dist, path)),
        );
      }
    } catch (error) {
      const body =
        error instanceof Problem
          ? error.body
          : {
              type: 'https://truceline.org/problems/not-found',
              title: 'Not found',
              status: 404,
              detail: String(error.message),
            };
      send(request, response, body.status, 'application/problem+json', JSON.stringify(body));
    }
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}/`,
        mission,
        fail: (prefix) => failing.add(prefix),
        mend: () => failing.clear(),
        announce() {
          const size = mission.grow();
          for (const { response, lang } of streams)
            response.write(
              `id: ${size}\nevent: entries\ndata: {"size":${size}}\n\nid: ${size}\nevent: finding\ndata: ${JSON.stringify(mission.newFinding(lang))}\n\n`,
            );
        },
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(done);
          }),
      }),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, reports, findings] = process.argv.slice(2).map(Number);
  const mock = await serve({
    port: port ?? 8090,
    ...(reports !== undefined && { reports }),
    ...(findings !== undefined && { findings }),
  });
  console.log(`mock mission on ${mock.url}`);
}
