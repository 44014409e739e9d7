import type { TableDefinition } from '../dynamo/model/definition';
import type { SampleItem } from './sample-items';
import { type Random, vary } from './sample-random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The epoch milliseconds in the first record's key. Keys don't depend on `now`, so that seeding again replaces the items. */
const FIRST_MILLIS = 1_750_108_773_789;

/** The status of a job, and the number of its steps that have been logged. */
const STANDINGS = [
  { status: 'processing', steps: 3 },
  { status: 'completed', steps: 5 },
  { status: 'failed', steps: 4 },
  { status: 'completed', steps: 5 },
  { status: 'completed', steps: 5 },
  { status: 'failed', steps: 2 },
  { status: 'pending', steps: 0 },
] as const;

const JOBS = 40;

/** Generates report jobs, each with a log line for every completed step. */
export function jobRecords(table: TableDefinition, now: number, random: Random): readonly SampleItem[] {
  return Array.from({ length: JOBS }, (_, ordinal) => oneJob(table, ordinal, now, random)).flat();
}

function oneJob(
  { attributes, ttlHours = 24 }: TableDefinition,
  ordinal: number,
  now: number,
  random: Random,
): SampleItem[] {
  const jobIds = attributes.jobId?.examples ?? [];
  const projects = attributes.idProject?.examples ?? [];
  const stepNames = attributes.stepName?.examples ?? [];
  const jobId = jobIds[ordinal] ?? vary(jobIds[0] as string, ordinal, random);
  const { status, steps } = STANDINGS[ordinal % STANDINGS.length] as (typeof STANDINGS)[number];
  const isWaiting = status === 'processing' || status === 'pending';
  const created =
    now - Math.round(isWaiting ? (2 + random.next()) * MINUTE : 4 * MINUTE + random.next() ** 2 * 3 * DAY);
  const base = { jobId, ttl: Math.floor((created + ttlHours * HOUR) / 1000) };
  const millis = FIRST_MILLIS + ordinal * 7 * MINUTE;
  const progress = status === 'completed' ? 100 : progressAfter(steps);
  const written = (step: number) => new Date(created + step * 0.35 * MINUTE).toISOString();
  const main = {
    ...base,
    recordId: ordinal === 0 ? attributes.recordId?.examples?.[0] : `job_${jobId}_${millis}_${suffix(random)}`,
    recordType: 'main_job',
    sequenceNumber: 0,
    idProject: projects[ordinal % projects.length],
    status,
    progress,
    createdAt: new Date(created).toISOString(),
    updatedAt: written(steps),
    options: { format: ordinal % 3 === 2 ? 'csv' : 'xlsx', sheets: ['summary', 'détails'], locale: 'en-US' },
    metadata: {
      totalSteps: stepNames.length,
      currentStep: steps,
      stepName: steps === 0 ? 'initializing' : stepNames[steps - 1],
    },
  };
  const logs = stepNames.slice(0, steps).map((stepName, i) => ({
    ...base,
    recordId: `${jobId}_seq${String(i + 1).padStart(3, '0')}_${millis + (i + 1) * 21_000}_${suffix(random)}`,
    recordType: 'progress_log',
    sequenceNumber: i + 1,
    timestamp: written(i + 1),
    progress: i + 1 === steps ? progress : progressAfter(i + 1),
    stepName,
  }));
  return [main, ...logs];
}

/** 15 after the first step, as in real data. */
function progressAfter(steps: number): number {
  return steps === 0 ? 0 : 15 + (steps - 1) * 20;
}

function suffix(random: Random): string {
  return vary('k3v9qa', 0, random);
}
