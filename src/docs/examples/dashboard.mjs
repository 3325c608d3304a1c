// A dashboard that opens portals through the broker, with nothing but what Node.js brings along.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { BROKER_URL = 'http://localhost:8080', BROKER_API_KEY = 'demo-key', PORT = '3000' } = process.env;
const { MERCHANT = 'm_easypost' } = process.env; // yours: the merchant of the user who is signed in
const HOME = `http://localhost:${PORT}`;
const PAGES = ['billing', 'carriers', 'onboarding'];
const PATIENCE = 3000; // milliseconds that a person is kept waiting for another try
const TRY_AGAIN = [409, 429, 503];
const sessions = new Map(); // yours: the dashboard's own sessions; here by cookie, and in each the link of a state

/** One call to the broker: status, headers and JSON, whatever the status. */
async function call(method, path, body, headers = {}) {
  const response = await fetch(BROKER_URL + path, {
    method,
    headers: { Authorization: `Bearer ${BROKER_API_KEY}`, 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    // not the broker's
  }
  // the broker's errors are problems; any other is a proxy's on the way, whatever its body says
  const ofBroker = response.ok || response.headers.get('Content-Type')?.startsWith('application/problem+json');
  return { status: response.status, headers: response.headers, answer: (ofBroker && answer) || {} };
}

/** Tries again where that helps and a person would wait; the key makes sure that there is one link. */
async function createLink(body) {
  const key = randomUUID();
  const end = Date.now() + PATIENCE;
  for (let proxyFailures = 0; ; ) {
    const { status, headers, answer } = await call('POST', '/v1/portal-links', body, { 'Idempotency-Key': key })
      // no answer: made or not, the key will tell
      .catch(() => ({ status: 503, headers: new Headers(), answer: { code: 'no-answer' } }));
    const wait = Number.parseInt(headers.get('Retry-After') ?? '1', 10) || 1;
    const ofProxy = status >= 500 && !answer.code;
    const again = ofProxy
      ? ++proxyFailures === 1 && wait * 1000 <= PATIENCE // once, however long it took to fail
      : TRY_AGAIN.includes(status) && Date.now() + wait * 1000 <= end;
    if (!again) {
      return { status, wait, answer };
    }
    await sleep(wait * 1000);
  }
}

async function open(session, query) {
  const state = randomBytes(16).toString('base64url');
  const { status, wait, answer } = await createLink({
    merchant_id: MERCHANT,
    page: PAGES.find((page) => page === query.get('page')), // JSON leaves out what is undefined
    return_url: `${HOME}/shipping`,
    refresh_url: `${HOME}/shipping/open`,
    state,
  });
  if ([200, 201].includes(status) && answer.url) {
    session.set(state, answer.id);
    return [302, '', { Location: answer.url }];
  }
  if (TRY_AGAIN.includes(status)) {
    return [503, `Please try again in ${wait} s.`, { 'Retry-After': wait }];
  }
  console.error('no link:', status, answer.code ?? "a proxy's answer", answer.request_id ?? '');
  return [502, "The portal can't be opened just now. Please tell our support."];
}

async function comeBack(session, query) {
  const link = session.get(query.get('state'));
  if (!link || link !== query.get('portal_link')) {
    return [403, 'This return is not of your session.'];
  }
  const { answer } = await call('GET', `/v1/portal-links/${link}`);
  return [200, `Welcome back. The link is ${answer.status ?? 'unknown'}: what was done, nobody says.`];
}

async function answer(session, { pathname, searchParams }) {
  switch (pathname) {
    case '/':
      return [200, PAGES.map((page) => `<a href="/shipping/open?page=${page}">${page}</a>`).join(' · ')];
    case '/shipping/open':
      return open(session, searchParams);
    case '/shipping':
      return comeBack(session, searchParams);
    default:
      return [404, 'Not found'];
  }
}

createServer(async (request, response) => {
  const sent = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const sid = sessions.has(sent) ? sent : randomBytes(16).toString('base64url');
  const session = sessions.get(sid) ?? sessions.set(sid, new Map()).get(sid);
  const [status, text, headers] = await answer(session, new URL(request.url, HOME)).catch((error) => {
    console.error(error);
    return [500, 'Something went wrong.'];
  });
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    // yours: Secure, too, since the dashboard has https; Lax, so that it comes along on a return
    'Set-Cookie': `sid=${sid}; HttpOnly; SameSite=Lax; Path=/`,
  });
  response.end(`<!doctype html><title>Dashboard</title><p>${text}`);
}).listen(Number(PORT), '127.0.0.1');
