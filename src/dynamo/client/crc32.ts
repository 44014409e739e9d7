import * as zlib from 'node:zlib';

let table: Uint32Array | undefined;

/** Returns the CRC-32 of a body. Uses Node's function, which exists since 20.15 and 22.2, or else {@link slowCrc32}. */
export function crc32(bytes: Uint8Array): number {
  return typeof zlib.crc32 === 'function' ? zlib.crc32(bytes) : slowCrc32(bytes);
}

/** The same in plain JavaScript, which takes about 3 ms per megabyte. */
export function slowCrc32(bytes: Uint8Array): number {
  table ??= makeTable();
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
  return ~crc >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, n) => {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
}
