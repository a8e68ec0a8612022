import { Missing } from '../../shell/Broken'

export default function Manage() {
  return <Missing />
}
