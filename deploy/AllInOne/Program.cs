using AllInOne;

if (Options.Parse(args) is not { } options) return Options.Explain();

try
{
    Console.WriteLine("Starting three services and the gateway in one process.");
    await using var platform = await LocalPlatform.StartAsync(options);
    using var clients = new Clients(platform);
    if (options.Tour) return await new Tour(platform, clients).RunAsync(options);

    platform.Introduce();
    // Who stops it does not wait for the sample.
    var stopped = platform.WaitForShutdownAsync();
    await await Task.WhenAny(new Journey(clients, Sample.Read(), platform.Today).LoadAsync(Console.Out, Console.Error), stopped);
    await stopped;
    return 0;
}
catch (Exception error)
{
    // A port that is taken, a folder that cannot be written: whoever started this needs the sentence, not the stack.
    Console.Error.WriteLine(
        $"The platform did not start: {error.Message}{(error.InnerException is { } cause ? $" ({cause.Message})" : "")}");
    return 1;
}
