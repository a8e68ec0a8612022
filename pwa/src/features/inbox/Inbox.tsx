import { Missing } from '../../shell/Broken'

export default function Inbox() {
  return <Missing />
}
