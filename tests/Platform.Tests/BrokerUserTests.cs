using Testing;

namespace Platform.Tests;

/// <summary>The users of the broker that the composition gives the services (deploy/docker/rabbitmq/users.conf), on a broker.</summary>
public sealed class BrokerUserTests
{
    private const string Password = "broker-test";

    private static readonly Dictionary<Service, string> Users = Service.Three.ToDictionary(service => service, service => service.Schema);

    [Fact]
    public async Task A_service_publishes_listens_and_catches_up_as_its_own_broker_user()
    {
        var users = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy/docker/rabbitmq/users.conf"));
        foreach (var user in Users.Values)
        {
            users = users.Replace($"$({user.ToUpperInvariant()}_BROKER_PASSWORD)", Password, StringComparison.Ordinal);
        }
        await using var broker = await RabbitMqBroker.StartAsync(configuration: users);
        if ((await broker.VersionAsync()).Major < 4) Assert.Skip("Users in rabbitmq.conf are new in RabbitMQ 4 (see tests/README.md).");
        var address = new Uri(await broker.NewVirtualHostAsync());
        await using var platform = await Processes.StartEachAsync(
            service => $"amqp://{Users[service]}:{Password}@{address.Authority.Split('@')[^1]}{address.AbsolutePath}", Service.Partnership);
        var cooperation = new Cooperation(platform, "users");

        await cooperation.RegisterOnceAsync("school-1");
        // Nobody listens yet: it has to ask.
        await Eventually.EqualAsync(0L, () => platform.CountAsync(Service.Partnership, "outbox"));
        await platform.StartAsync(Service.Enrollment);
        await platform.StartAsync(Service.Faculty);
        await Eventually.EqualAsync((1L, 1L), () => KnownAsync(platform));
        await cooperation.RegisterOnceAsync("school-2");

        await Eventually.EqualAsync((2L, 2L), () => KnownAsync(platform));
    }

    private static async Task<(long Enrollment, long Faculty)> KnownAsync(Processes platform) =>
        (await platform.CountAsync(Service.Enrollment, "organisation"), await platform.CountAsync(Service.Faculty, "institution"));
}
