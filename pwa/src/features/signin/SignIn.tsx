import { Missing } from '../../shell/Broken'

export default function SignIn() {
  return <Missing />
}
