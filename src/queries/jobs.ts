import type { TableDefinition } from '../dynamo/model/definition';
import { createdAt, map, number, openStatus, percent, text, time, ttl, updatedAt } from './attributes';
import { active, bad, good, idle } from './statuses';

/**
 * Report jobs and their progress: one item for the job and one for each update. The key can't be guessed and there is
 * no index, so every question is a Scan with a filter.
 *
 * The statuses other than `pending` are not documented and assumed here.
 */
export const jobs: TableDefinition = {
  command: ['jobs'],
  summary: 'report jobs and their progress',
  description:
    'Report jobs, newest first. With a jobId, every record of that job in sequence order. The table has no index, so each question reads all of it.',
  name: 'excel-report-jobs',
  region: 'us-west-2',
  partitionKey: ['recordId'],
  argument: 'jobId',
  switches: {
    main: 'with a jobId: the job only',
    logs: 'with a jobId: its progress logs only',
  },
  ttl: 'ttl',
  ttlHours: 24,
  environment: { table: 'JOBS_TABLE', ttlHours: 'JOB_TTL_HOURS' },
  life: { began: 'createdAt', updated: 'updatedAt' },
  display: {
    progress: 'progress',
    story: {
      head: { attribute: 'recordType', value: 'main_job' },
      order: 'sequenceNumber',
      at: 'timestamp',
      label: 'stepName',
    },
  },
  columns: [
    'jobId',
    'sequenceNumber',
    'status',
    'progress',
    'stepName',
    'idProject',
    'createdAt',
    'timestamp',
  ],
  attributes: {
    recordId: text('job_<jobId>_<millis>_<random>, or <jobId>_seq001_<time>_<random> for a log line', {
      examples: ['job_job_mbzlks74_rfi5i0_1750108773789_k3v9qa'],
    }),
    jobId: text('a report job', {
      examples: ['job_mbzlks74_rfi5i0', 'job_mbzm04fe_8w2kdp', 'job_mbzn7qxa_t5c0hv'],
    }),
    recordType: text('main_job or progress_log', {
      values: [
        { name: 'main_job', stored: ['main_job'], synonyms: ['main', 'job'] },
        { name: 'progress_log', stored: ['progress_log'], synonyms: ['log', 'logs', 'progress'] },
      ],
    }),
    sequenceNumber: number('0 for the job, then 1, 2, 3 … for its log lines'),
    idProject: text('project that the report is about', {
      option: 'project',
      examples: ['mlab_bodwassho_usa_3', 'mlab_nordhavn_dnk_1', 'mlab_córdoba_arg_2', 'mlab_testbed_can_7'],
    }),
    status: openStatus(
      'status of the job',
      [
        idle('pending', 'queued', 'waiting'),
        active('processing', 'running', 'started', 'in_progress', 'in-progress'),
        good('completed', 'complete', 'success', 'succeeded', 'done', 'ok'),
        bad('failed', 'failure', 'fail', 'error'),
      ],
      { option: 'status' },
    ),
    progress: percent('percentage completed'),
    stepName: text('the step that a log line reports', {
      examples: ['starting', 'fetching_data', 'aggregating', 'writing_workbook', 'uploading'],
    }),
    createdAt,
    updatedAt,
    timestamp: time('when a log line was written'),
    options: map('what the report should contain', { examples: ['{"format":"xlsx","locale":"en-US"}'] }),
    metadata: map('totalSteps, currentStep, stepName', {
      examples: ['{"totalSteps":5,"currentStep":0,"stepName":"initializing"}'],
    }),
    ttl: ttl('when DynamoDB may delete the record, JOB_TTL_HOURS (24) after the job was created'),
  },
  patterns: [
    {
      question: 'the jobs, newest first',
      ask: {},
      where: { recordType: 'main_job' },
      sort: 'createdAt:desc',
    },
    {
      question: 'the jobs with a status, newest first',
      ask: { values: { status: 'failed' } },
      given: ['status'],
      where: { recordType: 'main_job' },
      sort: 'createdAt:desc',
    },
    {
      question: 'the jobs of a project, newest first',
      ask: { values: { project: 'mlab_bodwassho_usa_3' } },
      given: ['idProject'],
      where: { recordType: 'main_job' },
      sort: 'createdAt:desc',
    },
    {
      question: 'every record of a job, in sequence order',
      ask: { argument: 'job_mbzlks74_rfi5i0' },
      given: ['jobId'],
      sort: 'sequenceNumber',
      window: false,
    },
    {
      question: 'the main job',
      ask: { argument: 'job_mbzlks74_rfi5i0', values: { main: true } },
      given: ['jobId', 'main'],
      where: { recordType: 'main_job' },
    },
    {
      question: 'the progress logs of a job, in sequence order',
      ask: { argument: 'job_mbzlks74_rfi5i0', values: { logs: true } },
      given: ['jobId', 'logs'],
      where: { recordType: 'progress_log' },
      sort: 'sequenceNumber',
      window: 'timestamp',
    },
    {
      question: 'one record by its key',
      ask: { where: ['recordId=job_job_mbzlks74_rfi5i0_1750108773789_k3v9qa'] },
      given: ['recordId'],
    },
  ],
};
