/**
 * The output of `ddbdbg completion <shell>`. Each script passes the words so far to the program's hidden command `__complete`, which
 * prints one candidate per line, with a tab before its description, and may end with `:file` or `:directory`.
 */
export const COMPLETION_SCRIPTS = {
  bash: `# Completion of ddbdbg for bash. In ~/.bashrc:
#   source <(ddbdbg completion bash)

_ddbdbg() {
  local IFS=$'\\n' word line current='' last=-1
  local -a words=()
  # Readline splits words at = and : (COMP_WORDBREAKS), but the program does not.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $last -ge 0 && ( $word == [=:]* || $current == *[=:] ) && $COMP_LINE == *"$current$word"* ]]; then
      current+=$word
    else
      current=$word
      last=$((last + 1))
    fi
    words[last]=$current
  done
  COMPREPLY=()
  for line in $(ddbdbg __complete -- "\${words[@]}" 2>/dev/null); do
    case $line in
      :file) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
      :directory) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$current")) ;;
      # Readline replaces only the last part of a split word. A value follows an equals sign.
      *) [[ $line == *=$'\\t'* ]] && compopt -o nospace 2>/dev/null
         line=\${line%%$'\\t'*}; COMPREPLY+=("\${line#"\${current%"\${current##*[=:]}"}"}") ;;
    esac
  done
}
complete -F _ddbdbg ddbdbg
`,
  zsh: `#compdef ddbdbg
# Completion of ddbdbg for zsh. In ~/.zshrc, after compinit:
#   source <(ddbdbg completion zsh)
# or as a file named _ddbdbg in a folder of $fpath.

_ddbdbg() {
  local line
  local -a lines candidates unfinished
  lines=("\${(@f)$(ddbdbg __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    case $line in
      :file) _files; return ;;
      :directory) _files -/; return ;;
      # _describe ends the value at a colon. A value follows an equals sign.
      *=$'\\t'*) unfinished+=("\${\${line%%$'\\t'*}//:/\\\\:}") ;;
      *) candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( $#unfinished )) && _describe -V ddbdbg unfinished -S ''
  (( $#candidates )) && _describe -V ddbdbg candidates
}

if [[ \${funcstack[1]} == _ddbdbg ]]; then
  _ddbdbg "$@"
else
  compdef _ddbdbg ddbdbg
fi
`,
  fish: `# Completion of ddbdbg for fish:
#   ddbdbg completion fish > ~/.config/fish/completions/ddbdbg.fish

function __ddbdbg_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (ddbdbg __complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case :file
                __fish_complete_path (commandline -ct)
            case :directory
                __fish_complete_directories (commandline -ct)
            case '*'
                printf '%s\\n' $line
        end
    end
end
complete -c ddbdbg -f -a '(__ddbdbg_complete)'
`,
} as const;
