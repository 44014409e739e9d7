import type { Origin } from '../../origin';
import { longName } from '../options/option';
import { SHARED_OPTIONS } from '../options/shared-options';

/** Formats an origin as the part of the command line, environment or configuration that it refers to. */
export function originText(origin: Origin): string {
  switch (origin.part) {
    case 'option':
      return `--${origin.name} ${origin.text}`;
    case 'window':
      return [origin.since && `--since ${origin.since}`, origin.until && `--until ${origin.until}`]
        .filter(Boolean)
        .join(' ');
    case 'where':
      return `--${origin.isNegated ? 'not' : 'where'} ${origin.text}`;
    case 'setting':
      return settingText(origin.name);
    case 'settings':
      return origin.names.map(settingText).join(' and ');
    case 'aws-config':
      return `The ${origin.name} of the AWS configuration`;
    case 'pattern':
      return origin.attribute;
    case 'template':
      return origin.template;
    default:
      return origin.name;
  }
}

/** Formats an origin without the value of an option, for messages that contain the value themselves. */
export function originName(origin: Origin): string {
  return origin.part === 'option' ? `--${origin.name}` : originText(origin);
}

/** Returns the option that sets a member of a question or a target. Members without an option are settings of the AWS configuration files. */
function settingText(name: string): string {
  const found = Object.entries(SHARED_OPTIONS).find(
    ([key, option]) => key === name || ('member' in option && option.member === name),
  );
  return `--${found ? longName(found[1]) : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
