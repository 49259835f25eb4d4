import { registerHooks } from 'node:module';

/** openapi-typescript writes types through the API of TypeScript 5, which TypeScript 7, our compiler, has no more. */
registerHooks({
  resolve: (name, context, next) => next(name === 'typescript' ? 'typescript-with-api' : name, context),
});
