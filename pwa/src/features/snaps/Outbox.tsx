import { Missing } from '../../shell/Broken'

export default function Outbox() {
  return <Missing />
}
