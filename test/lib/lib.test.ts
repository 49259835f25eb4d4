// One file, since loading the CDK takes seconds in each.
import './access-policies.suite.ts';
import './api.suite.ts';
import './app.suite.ts';
import './approval-workflow-paths.suite.ts';
import './approval-workflow.suite.ts';
import './countersign-stack.suite.ts';
import './countersign.suite.ts';
import './default-boundary.suite.ts';
import './function-roles.suite.ts';
import './least-privilege.suite.ts';
import './load-configuration.suite.ts';
import './manifest.suite.ts';
import './retries.suite.ts';
import './stateful-resources.suite.ts';
import './synthesize.suite.ts';
