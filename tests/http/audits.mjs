// The audits of the npm package graphql-http against a live server: prints one line of JSON per audit.
// node audits.mjs FOLDER_WITH_NODE_MODULES URL
import { createRequire } from 'node:module';

const [, , folder, url] = process.argv;
const { serverAudits } = createRequire(`${folder}/package.json`)('graphql-http');

for (const audit of serverAudits({ url })) {
  const { status, reason } = await audit.fn();
  console.log(JSON.stringify({ id: audit.id, name: audit.name, status, reason }));
}
