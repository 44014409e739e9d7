import type { Origin } from '../../origin';
import { longName } from '../options/option';
import { SHARED_OPTIONS } from '../options/shared-options';

/** The part of a command line, or of its surroundings, that something comes from. */
export function originText(origin: Origin): string {
  switch (origin.part) {
    case 'option':
      return `--${origin.name} ${origin.text}`;
    case 'window':
      return [origin.since && `--since ${origin.since}`, origin.until && `--until ${origin.until}`]
        .filter(Boolean)
        .join(' ');
    case 'where':
      return `--where ${origin.text}`;
    case 'setting':
      return settingText(origin.name);
    case 'settings':
      return origin.names.map(settingText).join(' and ');
    case 'pattern':
      return origin.attribute;
    case 'template':
      return origin.template;
    default:
      return origin.name;
  }
}

/** The same where the value itself is part of what is said about it. */
export function originName(origin: Origin): string {
  return origin.part === 'option' ? `--${origin.name}` : originText(origin);
}

/** The option that sets a member of a question or a target. What has none is a setting of AWS's own files. */
function settingText(name: string): string {
  if (name.includes('_')) return `The ${name} of the AWS configuration`;
  const found = Object.entries(SHARED_OPTIONS).find(
    ([key, option]) => key === name || ('member' in option && option.member === name),
  );
  return `--${found ? longName(found[1]) : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
