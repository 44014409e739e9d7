import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseKnownFiles } from '@smithy/core/config';
import { didYouMean } from '../../did-you-mean';
import { DdbdbgError } from '../../errors';
import type { Environment } from './connection';

type Section = Readonly<Record<string, string | undefined>>;

/** The paths of the shared AWS configuration files, under the names that the SDK gives them. */
interface ConfigFiles {
  readonly configFilepath: string;
  readonly filepath: string;
}

/** What the shared AWS configuration files say about one profile. */
export interface Profile {
  /** Undefined for the default profile when nothing names it. */
  readonly name: string | undefined;
  readonly settings: Section;
  /** The section that the profile's `services` refers to: `dynamodb.endpoint_url` and others. */
  readonly services: Section;
  readonly files: ConfigFiles;
}

/** For what uses no AWS configuration. */
export const NO_PROFILE: Profile = {
  name: undefined,
  settings: {},
  services: {},
  files: { configFilepath: '', filepath: '' },
};

/**
 * Reads the profile asked for, or that of the environment, or the default one. The SDK's own look-ups follow AWS_PROFILE, whichever profile
 * its client is given. Throws a DdbdbgError when a named profile, or the services section it names, does not exist.
 */
export async function readProfile(asked: string | undefined, env: Environment): Promise<Profile> {
  // The order of the variables is that of the AWS CLI. The SDK knows only the first.
  const name = asked || env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || undefined;
  const files = configFiles(env);
  const sections: Readonly<Record<string, Section>> = await parseKnownFiles({ ...files });
  const settings = sectionOf(sections, name ?? 'default');
  if (name !== undefined && !settings) throw unknownProfile(name, Object.keys(sections), files);
  const services = settings?.services;
  const section = services === undefined ? {} : sectionOf(sections, `services.${services}`);
  if (section) return { name, settings: settings ?? {}, services: section, files };
  throw new DdbdbgError(
    'credentials',
    `There is no section [services ${services}] in ${files.configFilepath}, which profile ${name ?? 'default'} refers to.`,
    { remedy: 'Add the section, or remove `services` from the profile.' },
  );
}

function sectionOf(sections: Readonly<Record<string, Section>>, name: string): Section | undefined {
  return Object.hasOwn(sections, name) ? sections[name] : undefined;
}

function unknownProfile(name: string, sections: readonly string[], files: ConfigFiles): DdbdbgError {
  const profiles = sections.filter((section) => !section.includes('.'));
  return new DdbdbgError(
    'credentials',
    `There is no AWS profile '${name}' in ${files.configFilepath} or ${files.filepath}.${didYouMean(name, profiles)}`,
    { remedy: 'Run `aws configure list-profiles` for those that exist.' },
  );
}

function configFiles(env: Environment): ConfigFiles {
  const home = env.HOME || homedir();
  const path = (given: string | undefined, file: string) =>
    given ? given.replace(/^~(?=[\\/])/, home) : join(home, '.aws', file);
  return {
    configFilepath: path(env.AWS_CONFIG_FILE, 'config'),
    filepath: path(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
  };
}
