namespace Gateway.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
