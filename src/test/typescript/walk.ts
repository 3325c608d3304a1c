// What an integrator does with the client that openapi-typescript makes: open, launch, list, revoke, import.
// Prints what was seen, as JSON.
import { get, type IncomingMessage } from 'node:http';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Problem = components['schemas']['Problem'];

const [baseUrl, key] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

function done<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) {
    throw new Error(JSON.stringify(answer.error));
  }
  return answer.data;
}

/** What the merchant's browser does with the link, up to the redirect. */
function follow(url: string): Promise<IncomingMessage> {
  const headers = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'cross-site' };
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer) => resolve(answer.resume())).on('error', reject);
  });
}

async function open(merchant: string) {
  return done(await client.POST('/v1/portal-links', { body: { merchant_id: merchant, page: 'billing' } }));
}

/** The body goes as it is: by itself, openapi-fetch would make JSON of it, a string in quotes. */
async function importMerchants(type: string, body: string) {
  return done(
    await client.POST('/v1/merchants/import', {
      body,
      bodySerializer: (text) => text,
      headers: { 'Content-Type': type },
    }),
  );
}

const opened = await open('m_easypost');
const launched = await follow(opened.url ?? '');

const query = { merchant_id: 'm_easypost', status: 'opened', limit: 1 } as const;
const list = done(await client.GET('/v1/portal-links', { params: { query } }));

const withdrawn = await open('m_easypost');
const path = { id: withdrawn.id ?? '' };
const revoked = done(
  await client.POST('/v1/portal-links/{id}/revoke', { params: { path }, body: { reason: 'The merchant left' } }),
);
const again = done(await client.POST('/v1/portal-links/{id}/revoke', { params: { path } }));

const csv = await importMerchants(
  'text/csv',
  'merchant_id,platform,account\nm_csv_1,easypost,user_1\nm_csv_2,shipengine,1234567\n',
);
const ndjson = await importMerchants(
  'application/x-ndjson',
  '{"merchant_id": "m_nd_1", "platform": "easypost", "account": "user_2"}\n' +
    '{"merchant_id": "m_nd_2", "platform": "shipengine", "account": 1234568}\n',
);
const imported = await Promise.all(
  ['m_csv_1', 'm_csv_2', 'm_nd_1', 'm_nd_2'].map(async (merchant_id) => {
    const merchant = done(await client.GET('/v1/merchants/{merchant_id}', { params: { path: { merchant_id } } }));
    return `${merchant.merchant_id} ${merchant.accounts[0].platform}`;
  }),
);

const { error } = await client.GET('/v1/portal-links/{id}', {
  params: { path: { id: 'plk_00000000000000000000000000000000' } },
});

console.log(
  JSON.stringify({
    opened: opened.status,
    launched: launched.statusCode,
    listed: list.data.map((link) => link.id === opened.id && link.status),
    revoked: revoked.status,
    again: again.revoked_at === revoked.revoked_at,
    csv: [csv.accepted, csv.refused],
    ndjson: [ndjson.accepted, ndjson.refused],
    imported,
    refused: error?.code,
  }),
);
