import type { AttributeDefinition } from '../../dynamo/model/attribute-definition';
import { text } from '../attributes';

/**
 * Identifiers that the platform's tables share. Those in the same position belong together: the third account to the
 * third user, the third connection and helper to the third account. Only the form of user_id is documented
 * (`user:{cognito-sub}`); the others are assumed by analogy.
 */
type Id = (description: string, more?: Omit<AttributeDefinition, 'type'>) => AttributeDefinition;

const id =
  (examples: readonly string[]): Id =>
  (description, more) =>
    text(description, { examples, ...more });

export const COGNITO_SUBS = [
  '3f6c1a52-8d0e-4b97-a1c4-2e5f90d7b683',
  '90b7e2d4-1f3a-4c68-b5d9-7a0c4e8f2136',
  'b2d85f07-6c4e-4a19-9e73-c1f0a6d8e524',
  '07e4c9a1-b5d2-4f83-8c06-d93a1e7f5b20',
  'e51a0b6f-2d97-4c3e-a8f1-64b0c7d9e3a5',
  '4c8f3d10-9e6b-4a75-b2d8-0f7a5c1e6d94',
  'a6092e7d-c4f1-4b58-8e3a-95d7f0b2c186',
  '18d3b7f5-0a9c-4e62-9f47-e6c2a8d0b571',
];

export const userId = id(COGNITO_SUBS.map((sub) => `user:${sub}`));

export const accountId = id([
  'account:5b1e7f20',
  'account:c94a03d8',
  'account:0e62f8b7',
  'account:d7351ac9',
  'account:86fb2e04',
  'account:3ac90d5e',
  'account:f21784bd',
  'account:69d0c5a3',
]);

export const helperId = id([
  'helper:2c8e41f0b7',
  'helper:91d5a07e3c',
  'helper:e06b3f92d8',
  'helper:4f7c1d8ea5',
  'helper:b83a60c2f9',
  'helper:07d9e5b41c',
  'helper:d5f2083a6e',
  'helper:6ae1c74b90',
]);

export const connectionId = id([
  'connection:7d20c4e9',
  'connection:a1f86b35',
  'connection:4be90d72',
  'connection:e83c5a16',
  'connection:0c97f2d4',
  'connection:92d6b10f',
  'connection:f50e38ca',
  'connection:3614d8eb',
]);

export const authId = id([
  'auth:0f4d92b6',
  'auth:b7e1305c',
  'auth:68ca2f9d',
  'auth:d03b84e7',
  'auth:5e97c1a0',
  'auth:c2d60f38',
  'auth:19a8e4f5',
  'auth:8b35d72c',
]);

export const keyId = id([
  'key:44c0e1d9',
  'key:7fa2b680',
  'key:e9305dc1',
  'key:21d7f84a',
  'key:b60c9e35',
  'key:0d8a47f2',
  'key:c5e1302b',
  'key:98b4d6f7',
]);

export const platformId = id([
  'platform:keap',
  'platform:hubspot',
  'platform:slack',
  'platform:google-sheets',
  'platform:stripe',
  'platform:zoom',
]);
