import { Missing } from '../../shell/Broken'

export default function List() {
  return <Missing />
}
