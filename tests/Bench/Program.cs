using Bench.Gateway;
using Bench.Hop;

switch (args)
{
    case ["gateway"]:
        await GatewayBench.RunAsync();
        return 0;
    case ["hop"]:
        await HopBench.RunAsync();
        return 0;
    // What the two above start as processes of their own.
    case ["bare"]:
        await BareKestrel.RunAsync();
        return 0;
    case ["receiver"]:
        await Receiver.RunAsync();
        return 0;
    case ["loop-receiver"]:
        await HandBatchedLoop.ReceiveAsync();
        return 0;
    default:
        Console.Error.WriteLine(
            """
            dotnet run -c Release --project tests/Bench -- gateway | hop
              gateway  POST straight to the service and through the gateway, against bare Kestrel with the same SQL
              hop      commit to effect in another service over RabbitMQ, against a loop batched by hand on RabbitMQ.Client
            Each on SQLite, and on SQL Server where PLATFORM_TEST_SQLSERVER names one.
            """);
        return 2;
}
