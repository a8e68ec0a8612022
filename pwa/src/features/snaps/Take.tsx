import { Missing } from '../../shell/Broken'

export default function Take() {
  return <Missing />
}
