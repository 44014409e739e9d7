/** Identifiers that the sample data of several tables shares. */
export const USER_IDS = ['user-4f1c09', 'user-b7e25a', 'user-0d93f8', 'user-c6a41e'];
export const SESSION_IDS = ['session-81d0f4c2', 'session-3ab97e50', 'session-f62c1d08', 'session-0e5b84a7'];
export const AST_NAMES = ['policy-lookup', 'renewal-quote', 'address-change'];
export const EXECUTION_IDS = [
  'execution-20c7e9b1',
  'execution-d84f0a63',
  'execution-57b1c2fe',
  'execution-9a3e60d5',
  'execution-e01d74b8',
];
