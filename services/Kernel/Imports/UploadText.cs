namespace Kernel.Imports;

/// <summary>The text of an upload. No row is longer than a limit, so an upload without line breaks does not fill the memory.</summary>
internal sealed class UploadText(TextReader text) : TextReader
{
    /// <summary>The most characters of a row. What is read ahead counts too.</summary>
    public const int LongestRow = 1024 * 1024;

    private long sinceRow;

    /// <summary>A row was read to its end.</summary>
    public void NextRow() => sinceRow = 0;

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        var read = await text.ReadAsync(buffer, cancellationToken);
        sinceRow += read;
        return sinceRow <= LongestRow ? read : throw UnreadableUploadException.OfLongRow();
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("It is read without blocking.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) text.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The rest of the upload cannot be cut into rows, or must not be handled.</summary>
internal sealed class UnreadableUploadException(string why) : Exception(why)
{
    public static UnreadableUploadException OfLongRow() => new(
        $"A row is longer than {UploadText.LongestRow} characters. Is a quote not closed, or does the upload have no line breaks?");

    public static UnreadableUploadException Of(long mostRows) => new(
        $"The upload has more than {mostRows} rows. Send the others as another import.");
}
