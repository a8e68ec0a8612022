import { Missing } from '../../shell/Broken'

export default function Detail() {
  return <Missing />
}
