using Testing;

namespace Contracts.Tests;

/// <summary>docker-compose.yml and the Dockerfile under the checks of <see cref="ComposeLint"/> and <see cref="DockerfileLint"/>, and those
/// under mistakes.</summary>
public sealed class ContainerTests
{
    private static readonly string Compose = Read("docker-compose.yml");
    private static readonly string Dockerfile = Read("deploy/docker/Dockerfile");

    [Fact]
    public void The_composition_passes_all_checks() => Assert.Empty(ComposeLint.Errors(Compose));

    [Fact]
    public void The_Dockerfile_passes_all_checks() => Assert.Empty(DockerfileLint.Errors(Dockerfile));

    [Theory]
    [InlineData("    hostname: rabbitmq", "    hostnam: rabbitmq", "rabbitmq: there is no hostnam.")]
    [InlineData("    hostname: rabbitmq", "    hostname: rabbitmq\n    hostname: rabbitmq", "It is no YAML: ")]
    [InlineData("    hostname: rabbitmq", "   hostname: rabbitmq", "It is no YAML: ")]
    [InlineData("name: vocational-platform", "names: vocational-platform", "There is no names.")]
    [InlineData("rabbitmq:4.0.9-management", "rabbitmq", "rabbitmq: rabbitmq names no version.")]
    [InlineData("rabbitmq:4.0.9-management", "rabbitmq:latest", "rabbitmq: rabbitmq:latest names no version.")]
    [InlineData("rabbitmq:4.0.9-management", "rabbitmq:4-management", "rabbitmq: rabbitmq:4-management names no version.")]
    [InlineData("memory: 4g, ", "", "sqlserver may take all memory.")]
    [InlineData("    stop_grace_period: 30s\n", "", "telemetry does not say how long it may take to end.")]
    [InlineData("    image: rabbitmq:4.0.9-management\n", "", "rabbitmq has an image or is built.")]
    [InlineData("    hostname: rabbitmq\n    restart: unless-stopped", "    hostname: rabbitmq\n    restart: sometimes", "rabbitmq does "
        + "not say whether it starts again.")]
    [InlineData("127.0.0.1:15672:15672", "15672:15672", "rabbitmq: 15672:15672 is open to the network.")]
    [InlineData("127.0.0.1:15672:15672", "127.0.0.1:8080:15672", "The port 8080 is taken twice.")]
    [InlineData("      sqlserver: { condition: service_healthy }", "      sqlserver: { condition: healthy }", "database does not say what "
        + "of sqlserver it waits for.")]
    [InlineData("      sqlserver: { condition: service_healthy }", "      sqlservr: { condition: service_healthy }", "database waits for "
        + "sqlservr, which is not there.")]
    [InlineData("[CMD, rabbitmq-diagnostics,", "[rabbitmq-diagnostics,", "rabbitmq: its health is not asked for by CMD or CMD-SHELL.")]
    [InlineData("start_period: 60s", "start_period: 60", "telemetry: start_period 60 is no time.")]
    [InlineData("volumes:\n  rabbitmq:\n", "volumes:\n  rabbit:\n", "The volume rabbitmq is not declared.|Nobody has the volume rabbit.")]
    [InlineData("${GRAFANA_PASSWORD:?see .env.example}", "$GRAFANA_PASSWORD", "$GRAFANA_PASSWORD is not written as ${NAME}.")]
    [InlineData("${GRAFANA_PASSWORD:?see .env.example}", "${GRAFANA_PASSWORD", "${GRAFANA_PASSWORD is not written as ${NAME}.")]
    public void A_mistake_in_a_composition_is_named(string right, string wrong, string errors)
    {
        Assert.Contains(right, Compose, StringComparison.Ordinal);

        var found = ComposeLint.Errors(Compose.Replace(right, wrong, StringComparison.Ordinal));

        if (errors.StartsWith(
            "It is no YAML", StringComparison.Ordinal)) Assert.StartsWith(errors, Assert.Single(found), StringComparison.Ordinal);
        else Assert.Equal(errors.Split('|'), found);
    }

    [Theory]
    [InlineData("WORKDIR /app", "WORKDIRECTORY /app", "There is no instruction WORKDIRECTORY.")]
    [InlineData("WORKDIR /app", "WORKDIR app", "WORKDIR app depends on the one before it.")]
    [InlineData("aspnet:10.0.12", "aspnet", "mcr.microsoft.com/dotnet/aspnet names no version.")]
    [InlineData("aspnet:10.0.12", "aspnet:latest", "mcr.microsoft.com/dotnet/aspnet:latest names no version.")]
    [InlineData("aspnet:10.0.12", "aspnet:10.0.12-alpine",
        "mcr.microsoft.com/dotnet/aspnet:10.0.12-alpine has no ICU, which the driver of SQL Server needs.")]
    [InlineData("--from=build", "--from=builder", "COPY --from=builder: there is no such stage before it.")]
    [InlineData("USER $APP_UID\n", "", "It runs as root.")]
    [InlineData("USER $APP_UID\n", "USER root\n", "It runs as root.")]
    [InlineData("ENTRYPOINT [", "ENTRYPOINT exec [", "ENTRYPOINT exec [\"/bin/sh\", \"-c\", \"exec dotnet \\\"$ASSEMBLY.dll\\\" "
        + "\\\"$@\\\"\", \"--\"] goes through a shell, which keeps signals for itself.")]
    [InlineData("EXPOSE 8080", "EXPOSE http", "EXPOSE http is no port.")]
    [InlineData("EXPOSE 8080", "ADD https://example.org/a.tar /", "COPY copies; ADD may unpack and download.")]
    [InlineData(" && rm -rf /var/lib/apt/lists/*", "", "apt-get install goes without rm -rf /var/lib/apt/lists/*.")]
    public void A_mistake_in_a_Dockerfile_is_named(string right, string wrong, string error)
    {
        Assert.Contains(right, Dockerfile, StringComparison.Ordinal);

        Assert.Equal([error], DockerfileLint.Errors(Dockerfile.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
