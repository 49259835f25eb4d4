import { decisionSchema } from '../approval/decision-body.ts';
import { requestTypeNames } from '../request-types/names.ts';
import { submissions } from '../request-types/registry.ts';
import type { BodyName } from '../routes.ts';
import { bodySchemaOf } from '../submission.ts';
import { decisionExample } from './examples.ts';
import { jsonSchema } from './schemas.ts';

/** What a route takes as its body, with an example of each kind. */
export const bodies: Record<BodyName, () => object> = {
  submission: () => required({ oneOf: requestTypeNames.map(submissionSchema) }, submissionExamples()),
  decision: () => required(jsonSchema(decisionSchema), { approve: { value: decisionExample } }),
};

function required(schema: object, examples: object) {
  return { required: true, content: { 'application/json': { schema, examples } } };
}

function submissionSchema(type: (typeof requestTypeNames)[number]) {
  return { title: submissions[type].title, ...jsonSchema(bodySchemaOf(type)) };
}

function submissionExamples() {
  return Object.fromEntries(
    requestTypeNames.map((type) => {
      const { title, example } = submissions[type];
      return [type, { summary: title, value: { type, ...example } }];
    }),
  );
}
