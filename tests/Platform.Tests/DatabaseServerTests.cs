using Testing;

namespace Platform.Tests;

/// <summary>Each built service with SQL Server as its database: nothing but the server is missing.</summary>
public sealed class DatabaseServerTests
{
    private const string NetworkError =
        "A network-related or instance-specific error occurred while establishing a connection to SQL Server.";

    [Theory]
    [InlineData("")]
    [InlineData("migrate")]
    public Task A_service_without_its_SQL_Server_ends_with_the_network_error_alone(string step) => EachAsync(step, process =>
    {
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(NetworkError, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(NotSupportedException), process.Output, StringComparison.Ordinal);
    });

    // It is the broker's step and asks no database: what it misses is the broker that nobody named.
    [Fact]
    public Task The_topology_step_with_SQL_Server_lacks_only_its_broker() => EachAsync("topology", process =>
    {
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("The topology needs a broker: name one that answers in ConnectionStrings:rabbitmq.", process.Output.Trim());
    });

    private static Task EachAsync(string step, Action<ServiceProcess> check) => Task.WhenAll(Service.Three.Select(async service =>
    {
        await using var process = Start(service, step);
        await process.WaitForExitAsync();
        check(process);
    }));

    private static ServiceProcess Start(Service service, string step) => ServiceProcess.Start(
        service.Project,
        new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{service.Schema}"] = $"Server=tcp:127.0.0.1,{ServiceProcess.FreePort()};User "
                + $"Id=owner;Password=none;Connect Timeout=1;ConnectRetryCount=0",
            // As some base images set it; a service says for itself that it works with cultures.
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        },
        step.Length > 0 ? [step] : []);
}
