using Enrollment;
using Kernel.Hosting;

Cultures.Load();

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(EnrollmentService.Name);
builder.AddEnrollment();

var app = builder.Build();
app.MapServiceDefaults();
app.MapEnrollment();
return await app.RunServiceAsync(args);
