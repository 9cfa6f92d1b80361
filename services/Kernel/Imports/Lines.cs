using System.Text;

namespace Kernel.Imports;

/// <summary>Cuts a text into lines. A line without end is found before it fills the memory.</summary>
internal sealed class Lines(UploadText text)
{
    private readonly char[] block = new char[32 * 1024];
    private readonly StringBuilder begun = new();
    private int at;
    private int end;

    /// <summary>The next line, without its line break; null at the end.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (at == end)
            {
                (at, end) = (0, await text.ReadAsync(block.AsMemory(), ct));
                if (end == 0) return begun.Length > 0 ? Take() : null;
            }
            var length = block.AsSpan(at, end - at).IndexOf('\n');
            begun.Append(block, at, length < 0 ? end - at : length);
            at = length < 0 ? end : at + length + 1;
            if (length >= 0) return Take();
        }
    }

    private string Take()
    {
        text.NextRow();
        var line = begun.ToString();
        begun.Clear();
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
