// Answers Query and Scan with recorded pages, repeated up to the wanted number of items, so that only the client's time is measured.
// Prints its port.
// node page-server.mjs <file of pages> <items> <milliseconds before each response> [items per page, of those recorded]
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

const [file, wantedItems, latency, perPage] = process.argv.slice(2);
const total = Number(wantedItems);

const recorded = JSON.parse(readFileSync(file, 'utf8'));
const cut = perPage ? recorded.map((items) => items.slice(0, Number(perPage))) : recorded;
const pages = cut.map((items) => ({
  count: items.length,
  // Without its end, where `LastEvaluatedKey` goes.
  whole: Buffer.from(open(items)),
  items,
}));

function open(items) {
  return `{"Items":${JSON.stringify(items)},"Count":${items.length},"ScannedCount":${items.length},"ConsumedCapacity":{"TableName":"JobExecutions","CapacityUnits":128.5}`;
}

/** The page that a request asks for. With n segments, each one has every nth page of the table. */
function answer({ Segment = 0, TotalSegments = 1, ExclusiveStartKey, Limit = Number.POSITIVE_INFINITY }) {
  const at = ExclusiveStartKey ? Number(ExclusiveStartKey.PK.S) : Segment;
  const page = pages[at % pages.length];
  const left = total - at * pages[0].count;
  const wanted = Math.max(0, Math.min(page.count, left, Limit));
  const start = wanted === page.count ? page.whole : Buffer.from(open(page.items.slice(0, wanted)));
  const next = at + TotalSegments;
  const isLast = next * pages[0].count >= total;
  return Buffer.concat([start, isLast ? END : Buffer.from(`,"LastEvaluatedKey":${keyOf(next)}}`)]);
}

const END = Buffer.from('}');

function keyOf(page) {
  const value = { S: String(page) };
  return JSON.stringify({ PK: value, SK: value, GSI1PK: value, GSI1SK: value });
}

const description = JSON.stringify({
  Table: {
    TableName: 'JobExecutions',
    TableStatus: 'ACTIVE',
    ItemCount: total,
    // Every page was full before the filter.
    TableSizeBytes: Math.ceil(total / pages[0].count) * 1_000_000,
    AttributeDefinitions: [],
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
  },
});

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const isRead = /\.(Query|Scan)$/.test(request.headers['x-amz-target']);
  const body = isRead ? answer(JSON.parse(Buffer.concat(chunks))) : Buffer.from(description);
  if (latency > 0) await setTimeout(Number(latency));
  response.writeHead(200, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-crc32': crc32(body),
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
