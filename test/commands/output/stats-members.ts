/** The members of the line of --stats json, in order. Scripts rely on them. */
export const MEMBERS = [
  'items',
  'scanned',
  'requests',
  'capacityUnits',
  'elapsedMs',
  'operation',
  'table',
  'index',
  'cursor',
  'more',
  'cursorWithheld',
];
