import * as z from 'zod/mini';

export { choice, text, wholeNumber } from '../../core/checked';
export { TARGET } from '../../core/connect/target';
export { ASK } from '../../core/question/ask';
export { z };
