/** What has happened to a snap, alone: the third pane of a wide desk. */
export { DetailStory as default } from './detail/DetailPane'
